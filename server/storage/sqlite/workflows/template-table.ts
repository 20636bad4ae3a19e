/** The rows of workflow templates; synchronous, so it lives in the thread of the workflow database. */
import {
	customTemplate,
	type DefinitionText,
	FIRST_CUSTOM_ID,
	knownTemplate,
	modifiedAt,
	refuseTakenName,
	type Template,
	templateColumns,
	type TemplateContent,
	toTemplate,
} from '../../../response/workflows';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { transaction } from '../data/transaction';

/** Reads and changes templates. */
export class TemplateTable {
	private readonly select: StatementSync;
	private readonly all: StatementSync;
	private readonly owner: StatementSync;

	constructor(
		private readonly database: DatabaseSync,
		private readonly definitions: DefinitionText,
	) {
		this.select = database.prepare('SELECT * FROM template WHERE id = ?');
		this.all = database.prepare('SELECT * FROM template ORDER BY id');
		this.owner = database.prepare('SELECT id FROM template WHERE name_key = ?');
	}

	/** Brings the predefined templates up to date; whether they are enabled stays as it was. */
	predefine(templates: readonly TemplateContent[], now: number): void {
		const put = this.database.prepare(
			`INSERT INTO template
				(id, name, name_key, description, predefined, created_by, created_on, last_modified, definition)
			VALUES (:id, :name, :key, :description, 1, 1, :now, :now, :definition)
			ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key,
				description = excluded.description, definition = excluded.definition, last_modified = excluded.last_modified
			WHERE name <> excluded.name OR description <> excluded.description OR definition <> excluded.definition`,
		);
		transaction(this.database, () => {
			templates.forEach((template, index) => {
				const id = index + 1;
				this.makeRoom(template.name, id);
				put.run({ ...this.columns(template), id, now });
			});
			this.reserveIds();
		});
	}

	/** All templates by id. */
	list(): Template[] {
		return this.all.all().map((row) => this.toTemplate(row));
	}

	/** One template. */
	get(id: number): Template | undefined {
		const row = this.select.get(id);
		return row === undefined ? undefined : this.toTemplate(row);
	}

	/** Adds a template. @throws WorkflowError conflict when the name is taken */
	insert(content: TemplateContent, now: number): Template {
		return transaction(this.database, () => {
			this.requireFree(content.name, undefined);
			const { lastInsertRowid } = this.database
				.prepare(
					`INSERT INTO template
						(name, name_key, description, predefined, created_by, created_on, last_modified, definition)
					VALUES (:name, :key, :description, 0, 1, :now, :now, :definition)`,
				)
				.run({ ...this.columns(content), now });
			return this.require(Number(lastInsertRowid));
		});
	}

	/**
	 * Replaces a template's content.
	 *
	 * @param seen `lastModified` that the writer saw; an older one means that somebody else was faster
	 * @throws WorkflowError unknown_workflow; conflict for a predefined one, a taken name or a stale `seen`
	 */
	update(id: number, content: TemplateContent, seen: number | undefined, now: number): Template {
		return transaction(this.database, () => {
			const before = this.custom(id);
			const at = modifiedAt(before, seen, now);
			this.requireFree(content.name, id);
			this.database
				.prepare(
					`UPDATE template SET name = :name, name_key = :key, description = :description,
						definition = :definition, last_modified = :now WHERE id = :id`,
				)
				.run({ ...this.columns(content), id, now: at });
			return this.require(id);
		});
	}

	/** Enables or disables a template. @throws WorkflowError unknown_workflow */
	setEnabled(id: number, enabled: boolean): Template {
		this.require(id);
		this.database.prepare('UPDATE template SET enabled = ? WHERE id = ?').run(enabled ? 1 : 0, id);
		return this.require(id);
	}

	/** Removes a template; its runs stay. @throws WorkflowError unknown_workflow; conflict for a predefined one */
	delete(id: number): void {
		this.custom(id);
		this.database.prepare('DELETE FROM template WHERE id = ?').run(id);
	}

	private require(id: number): Template {
		return knownTemplate(id, this.get(id));
	}

	private custom(id: number): Template {
		return customTemplate(id, this.get(id));
	}

	private requireFree(name: string, id: number | undefined): void {
		const taken = this.owner.get(name.toLowerCase());
		refuseTakenName(name, taken === undefined ? undefined : Number(taken['id']), id);
	}

	/** A new predefined template takes its name from a custom one, which gets a number behind it. */
	private makeRoom(name: string, id: number): void {
		const taken = this.owner.get(name.toLowerCase());
		if (taken === undefined || taken['id'] === id) return;
		const other = `${name} (${String(taken['id'])})`;
		this.database
			.prepare('UPDATE template SET name = ?, name_key = ? WHERE id = ?')
			.run(other, other.toLowerCase(), taken['id'] as number);
	}

	private reserveIds(): void {
		this.database
			.prepare('UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?')
			.run(FIRST_CUSTOM_ID - 1, 'template');
	}

	private columns(content: TemplateContent) {
		return templateColumns(content, this.definitions);
	}

	private toTemplate(row: Record<string, unknown>): Template {
		return toTemplate(row, this.definitions);
	}
}
