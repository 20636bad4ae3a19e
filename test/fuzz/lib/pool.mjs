/** What earlier answers told: ids, names and cursors that later requests use, which is how operations chain. */

const MOST_KEPT = 60;

/** Under which key an answer gives what a request takes under another one. */
const SOURCES = {
	hosts: ['host_id', 'name'],
	groups: ['group', 'log_source_group_id'],
	alert_profiles: ['profile_id', 'id'],
	profile_ids: ['profile_id'],
	device_name: ['name', 'log_source', 'ip_address'],
	log_source: ['computer_name'],
	assignee: ['user_name', 'user_id'],
	assignee_id: ['user_id'],
	log_type_ids: ['log_type_id'],
	log_types: ['log_type_id'],
};

/** Values by the key they came under. */
export class Pool {
	values = new Map();

	/** Collects every plain value of an answer, cursors apart by their operation. */
	harvest(operationId, answer, key = '') {
		if (Array.isArray(answer)) {
			for (const item of answer.slice(0, 20)) this.harvest(operationId, item, key);
		} else if (typeof answer === 'object' && answer !== null) {
			for (const [name, item] of Object.entries(answer)) this.harvest(operationId, item, name);
		} else if (key !== '' && answer !== null && answer !== '') {
			this.keep(key === 'cursor' ? `cursor@${operationId}` : key, answer);
		}
	}

	keep(key, value) {
		const kept = this.values.get(key) ?? [];
		if (!kept.includes(value)) kept.push(value);
		if (kept.length > MOST_KEPT) kept.shift();
		this.values.set(key, kept);
	}

	/** Forgets the ids that a request named, because what they stood for is gone. */
	forget(named, key = '') {
		if (Array.isArray(named)) {
			for (const item of named) this.forget(item, key);
		} else if (typeof named === 'object' && named !== null) {
			for (const [name, item] of Object.entries(named)) this.forget(item, name);
		} else if (/_ids?$|^cursor$/.test(key)) {
			const gone = String(named);
			for (const [name, kept] of this.values) {
				this.values.set(
					name,
					kept.filter((value) => String(value) !== gone || !name.includes('id')),
				);
			}
		}
	}

	/** @returns {unknown} a value that fits a request's key, or undefined */
	draw(prng, operationId, key) {
		const singular = key.replace(/s$/, '');
		const names =
			key === 'cursor' ? [`cursor@${operationId}`] : [...(SOURCES[key] ?? []), key, singular];
		const found = names.flatMap((name) => this.values.get(name) ?? []);
		return found.length === 0 ? undefined : prng.pick(found);
	}
}
