/** Ids that are gathered one by one. */

const FIRST_ROOM = 1_024;

/** An array that grows. */
export class GrowingIds {
	length = 0;
	private room = new Float64Array(FIRST_ROOM);

	add(id: number): void {
		if (this.length === this.room.length) this.grow(2 * this.length);
		this.room[this.length++] = id;
	}

	/** A view. */
	all(): Float64Array {
		return this.room.subarray(0, this.length);
	}

	private grow(room: number): void {
		const larger = new Float64Array(room);
		larger.set(this.all());
		this.room = larger;
	}
}
