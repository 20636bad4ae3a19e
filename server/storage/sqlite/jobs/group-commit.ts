/** Lets operations that arrive together share one transaction and one fsync. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';

interface Waiting {
	readonly settle: () => void;
	readonly reject: (error: Error) => void;
}

/**
 * Runs operations in a common transaction and answers them after its commit.
 *
 * Each has a savepoint: one that throws takes back its own writes and only its caller hears of it. If
 * the commit fails, nothing happened and every caller hears of it.
 */
export class GroupCommit {
	private readonly savepoint: StatementSync;
	private readonly releaseSavepoint: StatementSync;
	private readonly rollbackSavepoint: StatementSync;
	private waiting: Waiting[] = [];
	private open = false;

	constructor(private readonly db: DatabaseSync) {
		this.savepoint = db.prepare('SAVEPOINT operation');
		this.releaseSavepoint = db.prepare('RELEASE operation');
		this.rollbackSavepoint = db.prepare('ROLLBACK TO operation');
	}

	/** Runs `operation` now and resolves with its value once it is on disk. */
	run<T>(operation: () => T): Promise<T> {
		return new Promise<T>((resolve, reject) => {
			this.begin();
			this.savepoint.run();
			let settle: () => void;
			try {
				const value = operation();
				settle = () => resolve(value);
			} catch (thrown) {
				const error = thrown as Error;
				// An I/O error or a full disk ends the whole transaction, others' writes included.
				if (!this.db.isTransaction) {
					reject(error);
					return this.fail(error);
				}
				this.rollbackSavepoint.run();
				settle = () => reject(error);
			}
			this.releaseSavepoint.run();
			this.waiting.push({ settle, reject });
		});
	}

	/** Commits what is open, now. */
	flush(): void {
		if (!this.open) return;
		this.open = false;
		try {
			this.db.exec('COMMIT');
		} catch (error) {
			return this.fail(error as Error);
		}
		const waiting = this.waiting;
		this.waiting = [];
		for (const { settle } of waiting) settle();
	}

	private begin(): void {
		if (this.open) return;
		this.db.exec('BEGIN IMMEDIATE');
		this.open = true;
		// After the messages that are already here: they all come in before the next "check" phase.
		setImmediate(() => this.flush());
	}

	private fail(error: Error): void {
		this.open = false;
		if (this.db.isTransaction) this.db.exec('ROLLBACK');
		const waiting = this.waiting;
		this.waiting = [];
		for (const { reject } of waiting) reject(error);
	}
}
