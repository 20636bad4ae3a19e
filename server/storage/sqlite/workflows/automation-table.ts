/** The rows that say which alert profile starts which workflow; synchronous, so it lives in the workflows' thread. */
import type { Automation } from '../../../response/workflows';
import type { DatabaseSync } from 'node:sqlite';
import { transaction } from '../data/transaction';

/** Reads and replaces automations. */
export class AutomationTable {
	constructor(private readonly database: DatabaseSync) {}

	/** All, by template and profile. */
	list(): Automation[] {
		return this.database
			.prepare('SELECT * FROM automation ORDER BY template_id, profile_id')
			.all()
			.map((row) => ({
				templateId: row['template_id'] as number,
				profileId: row['profile_id'] as number,
				arguments: JSON.parse(row['arguments'] as string) as Automation['arguments'],
			}));
	}

	/** Replaces those of a template. */
	replace(templateId: number, automations: readonly Omit<Automation, 'templateId'>[]): void {
		transaction(this.database, () => {
			this.database.prepare('DELETE FROM automation WHERE template_id = ?').run(templateId);
			const insert = this.database.prepare(
				'INSERT INTO automation (template_id, profile_id, arguments) VALUES (?, ?, ?)',
			);
			for (const { profileId, arguments: given } of automations) {
				insert.run(templateId, profileId, JSON.stringify(given));
			}
		});
	}
}
