/** After the tests of the engines that several servers share: ends what the setup started. */
export default async function teardown() {
	for (const engine of globalThis.log360Engines ?? []) await engine.stop();
}
