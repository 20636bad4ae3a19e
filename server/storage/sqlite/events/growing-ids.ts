/** Ids that are gathered one by one. */
import { grown } from './buffers';

const FIRST_ROOM = 1_024;

/** An array that grows. */
export class GrowingIds {
	length = 0;
	private room = new Float64Array(FIRST_ROOM);

	add(id: number): void {
		if (this.length === this.room.length) this.room = grown(this.room, 2 * this.length);
		this.room[this.length++] = id;
	}

	/** A view; none is to be added any more. */
	all(): Float64Array {
		return this.room.subarray(0, this.length);
	}
}
