import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.opensearch.Version;
import org.opensearch.common.settings.Settings;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.PluginInfo;

/**
 * Starts one real OpenSearch node from the class path: {@code NodeMain key=value ...}. Prints one line of JSON when it answers, and
 * ends when its standard input does, so that no node outlives whoever started it.
 */
public class NodeMain {
	/** A node whose plugins are classes; a distribution reads them from folders. */
	static class ClassPathNode extends Node {
		ClassPathNode(Settings settings) {
			super(
				InternalSettingsPreparer.prepareEnvironment(
					settings, Map.of(), Path.of(settings.get("path.home"), "config"), () -> settings.get("node.name")),
				Stream.of(
					org.opensearch.transport.Netty4ModulePlugin.class,
					org.opensearch.analysis.common.CommonAnalysisModulePlugin.class,
					org.opensearch.painless.PainlessModulePlugin.class,
					org.opensearch.index.reindex.ReindexModulePlugin.class,
					org.opensearch.index.mapper.MapperExtrasModulePlugin.class)
					.map(plugin -> new PluginInfo(
						plugin.getName(), "class path plugin", "NA", Version.CURRENT, "21", plugin.getName(), null, List.of(), false))
					.toList(),
				false);
		}
	}

	public static void main(String[] arguments) throws Exception {
		Settings.Builder builder = Settings.builder();
		for (String argument : arguments) {
			int equals = argument.indexOf('=');
			String key = argument.substring(0, equals);
			String value = argument.substring(equals + 1);
			if (value.contains(",")) builder.putList(key, value.split(","));
			else builder.put(key, value);
		}
		Settings settings = builder.build();
		Files.createDirectories(Path.of(settings.get("path.home"), "config"));
		Node node = new ClassPathNode(settings);
		node.start();
		Runtime.getRuntime().addShutdownHook(new Thread(() -> {
			try {
				node.close();
			} catch (Exception error) {
				error.printStackTrace();
			}
		}));
		System.out.println("{\"ready\":true,\"pid\":" + ProcessHandle.current().pid() + "}");
		System.in.transferTo(java.io.OutputStream.nullOutputStream());
		System.exit(0);
	}
}
