/** The rows of workflow templates and automations in PostgreSQL; callers bring the transaction. */
import {
	type Automation,
	customTemplate,
	type DefinitionText,
	knownTemplate,
	modifiedAt,
	refuseTakenName,
	type Template,
	templateColumns,
	type TemplateContent,
	toTemplate,
} from '../../../response/workflows';
import type { Sql } from '../data/driver';

type Row = Readonly<Record<string, unknown>>;

/** Reads and changes templates. @param definitions keeps their secrets */
export class Templates {
	constructor(private readonly definitions: DefinitionText) {}

	/** Brings the predefined templates up to date; whether they are enabled stays as it was. */
	async predefine(sql: Sql, templates: readonly TemplateContent[], now: number): Promise<void> {
		for (const [index, template] of templates.entries()) {
			const id = index + 1;
			const known = await this.get(sql, id);
			const isSame =
				known !== undefined &&
				known.name === template.name &&
				known.description === template.description &&
				JSON.stringify(known.definition) === JSON.stringify(template.definition);
			if (isSame) continue;
			await this.makeRoom(sql, template.name, id);
			await sql.run(
				`INSERT INTO template
					(id, name, name_key, description, predefined, created_by, created_on, last_modified, definition)
				VALUES (:id, :name, :key, :description, true, 1, :now, :now, :definition)
				ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key,
					description = excluded.description, definition = excluded.definition, last_modified = excluded.last_modified`,
				{ ...templateColumns(template, this.definitions), id, now },
			);
		}
	}

	/** All templates by id. */
	async list(sql: Sql): Promise<Template[]> {
		const rows = await sql.all<Row>('SELECT * FROM template ORDER BY id');
		return rows.map((row) => toTemplate(row, this.definitions));
	}

	/** One template. */
	async get(sql: Sql, id: number): Promise<Template | undefined> {
		const row = await sql.one<Row>('SELECT * FROM template WHERE id = $1', [id]);
		return row && toTemplate(row, this.definitions);
	}

	/** Adds a template. @throws WorkflowError conflict when the name is taken */
	async insert(sql: Sql, content: TemplateContent, now: number): Promise<Template> {
		refuseTakenName(content.name, await ownerOf(sql, content.name), undefined);
		const row = await sql.one<Row>(
			`INSERT INTO template
				(name, name_key, description, predefined, created_by, created_on, last_modified, definition)
			VALUES (:name, :key, :description, false, 1, :now, :now, :definition) RETURNING *`,
			{ ...templateColumns(content, this.definitions), now },
		);
		return toTemplate(row as Row, this.definitions);
	}

	/** As `StoreMethods.updateTemplate`. @throws WorkflowError */
	async update(
		sql: Sql,
		id: number,
		content: TemplateContent,
		seen: number | undefined,
		now: number,
	): Promise<Template> {
		const before = customTemplate(id, await this.get(sql, id));
		const at = modifiedAt(before, seen, now);
		refuseTakenName(content.name, await ownerOf(sql, content.name), id);
		const row = await sql.one<Row>(
			`UPDATE template SET name = :name, name_key = :key, description = :description,
				definition = :definition, last_modified = :at WHERE id = :id RETURNING *`,
			{ ...templateColumns(content, this.definitions), id, at },
		);
		return toTemplate(row as Row, this.definitions);
	}

	/** Enables or disables a template. @throws WorkflowError unknown_workflow */
	async setEnabled(sql: Sql, id: number, enabled: boolean): Promise<Template> {
		await sql.run('UPDATE template SET enabled = $2 WHERE id = $1', [id, enabled]);
		return knownTemplate(id, await this.get(sql, id));
	}

	/** Removes a template; its runs stay. @throws WorkflowError unknown_workflow; conflict for a predefined one */
	async delete(sql: Sql, id: number): Promise<void> {
		customTemplate(id, await this.get(sql, id));
		await sql.run('DELETE FROM template WHERE id = $1', [id]);
	}

	/** A new predefined template takes its name from a custom one, which gets a number behind it. */
	private async makeRoom(sql: Sql, name: string, id: number): Promise<void> {
		const taken = await ownerOf(sql, name);
		if (taken === undefined || taken === id) return;
		const other = `${name} (${taken})`;
		await sql.run('UPDATE template SET name = $2, name_key = $3 WHERE id = $1', [
			...[taken, other, other.toLowerCase()],
		]);
	}
}

/** All automations, by template and profile. */
export async function listAutomations(sql: Sql): Promise<Automation[]> {
	const rows = await sql.all<{ template_id: number; profile_id: number; arguments: string }>(
		'SELECT * FROM automation ORDER BY template_id, profile_id',
	);
	return rows.map((row) => ({
		templateId: row.template_id,
		profileId: row.profile_id,
		arguments: JSON.parse(row.arguments) as Automation['arguments'],
	}));
}

/** Replaces those of a template. */
export async function replaceAutomations(
	sql: Sql,
	templateId: number,
	automations: readonly Omit<Automation, 'templateId'>[],
): Promise<void> {
	await sql.run('DELETE FROM automation WHERE template_id = $1', [templateId]);
	for (const { profileId, arguments: given } of automations) {
		await sql.run(
			'INSERT INTO automation (template_id, profile_id, arguments) VALUES ($1, $2, $3)',
			[templateId, profileId, JSON.stringify(given)],
		);
	}
}

async function ownerOf(sql: Sql, name: string): Promise<number | undefined> {
	const row = await sql.one<{ id: number }>(
		'SELECT id FROM template WHERE md5(name_key) = md5($1)',
		[name.toLowerCase()],
	);
	return row?.id;
}
