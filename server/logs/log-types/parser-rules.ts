/** Changes parser rules and log types, and tells the ingest thread about it before the change is answered. */
import type { LogType } from '../events';
import type {
	LogTypeChange,
	LogTypeInventory,
	NewParserRule,
	ParserRule,
	ParserRuleChange,
} from './changes';
import { compilePattern } from './pattern';

/** Who applies the rules. */
export interface RuleUser {
	useRules(rules: readonly ParserRule[]): Promise<unknown>;
}

/** Log types and parser rules as the API changes them; rejects with an `InventoryError`. */
export class ParserRules {
	private telling: Promise<unknown> = Promise.resolve();

	constructor(
		private readonly inventory: LogTypeInventory,
		private readonly user: RuleUser,
	) {}

	/** Hands the stored rules to the ingest thread; call once at start. */
	start(): Promise<void> {
		return this.tell();
	}

	list(): Promise<ParserRule[]> {
		return this.inventory.parserRules();
	}

	async create(rule: NewParserRule): Promise<ParserRule> {
		compilePattern(rule.pattern);
		return this.told(await this.inventory.createParserRule(rule));
	}

	async update(change: ParserRuleChange): Promise<ParserRule> {
		if (change.pattern !== undefined) compilePattern(change.pattern);
		return this.told(await this.inventory.updateParserRule(change));
	}

	async delete(ids: readonly number[]): Promise<number> {
		return this.told(await this.inventory.deleteParserRules(ids));
	}

	createLogType(name: string, details: string | undefined): Promise<LogType> {
		return this.inventory.createLogType(name, details);
	}

	updateLogType(change: LogTypeChange): Promise<LogType> {
		return this.inventory.updateLogType(change);
	}

	async deleteLogTypes(ids: readonly string[]): Promise<number> {
		return this.told(await this.inventory.deleteLogTypes(ids));
	}

	private async told<T>(result: T): Promise<T> {
		await this.tell();
		return result;
	}

	/** One after another, so that an older list never arrives behind a newer one. */
	private tell(): Promise<void> {
		const next = this.telling
			.catch(() => undefined)
			.then(async () => {
				await this.user.useRules(await this.inventory.parserRules());
			});
		this.telling = next;
		return next;
	}
}
