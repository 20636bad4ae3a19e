/** The fields of an event that a format fills in, in an object that stays fast however many there are. */
import type { FieldValue } from '../../events';

/** The fields of an event under construction. */
export type Fields = Record<string, FieldValue>;

/**
 * Makes an object without properties that has room for the fields of most events.
 *
 * V8 turns an object literal that has got some 16 properties under computed names into a hash table: three times the
 * memory, and every walk over it and every `JSON.stringify` takes several times as long. How much room an object has in
 * itself is counted once for its constructor: from the properties that it assigns, and those that its first objects get.
 */
export function newFields(): Fields {
	return new Room(false);
}

/** A constructor of plain objects: their prototype is that of every object literal. */
const Room = room as unknown as new (isFull: boolean) => Fields;
Room.prototype = Object.prototype;

/** Objects after which V8 has settled how much room there is. */
const SETTLED_AFTER = 16;
for (let n = 0; n < SETTLED_AFTER; n++) new Room(true);

function room(this: Fields, isFull: boolean): void {
	if (!isFull) return;
	// One by one, since V8 counts what is written down, not what is run.
	// prettier-ignore
	{
		this.R0 = this.R1 = this.R2 = this.R3 = this.R4 = this.R5 = this.R6 = this.R7 = 0;
		this.R8 = this.R9 = this.R10 = this.R11 = this.R12 = this.R13 = this.R14 = this.R15 = 0;
		this.R16 = this.R17 = this.R18 = this.R19 = this.R20 = this.R21 = this.R22 = this.R23 = 0;
		this.R24 = this.R25 = this.R26 = this.R27 = this.R28 = this.R29 = this.R30 = this.R31 = 0;
	}
}
