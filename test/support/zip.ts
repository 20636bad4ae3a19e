/** Makes zip archives, so that their reading can be tested. */
import { crc32, deflateRawSync } from 'node:zlib';

/** How an entry is written; what it says of itself may be wrong. */
export interface ZipEntryOptions {
	readonly method?: 'stored' | 'deflated';
	readonly flags?: number;
	readonly claimedSize?: number;
}

/** An archive of texts or bytes by their paths. */
export function zipOf(
	files: Readonly<Record<string, string | Uint8Array>>,
	{ method = 'deflated', flags = 0, claimedSize }: ZipEntryOptions = {},
	comment = '',
): Buffer {
	const parts: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const [path, text] of Object.entries(files)) {
		const name = Buffer.from(path);
		const content = Buffer.from(text as string);
		const packed = method === 'stored' ? content : deflateRawSync(content);
		const head = Buffer.alloc(26);
		head.writeUInt16LE(20, 0);
		head.writeUInt16LE(flags, 2);
		head.writeUInt16LE(method === 'stored' ? 0 : 8, 4);
		head.writeUInt32LE(crc32(content), 10);
		head.writeUInt32LE(packed.length, 14);
		head.writeUInt32LE(claimedSize ?? content.length, 18);
		head.writeUInt16LE(name.length, 22);
		const local = Buffer.concat([Buffer.from('PK\x03\x04'), head, name, packed]);
		const more = Buffer.alloc(14);
		more.writeUInt32LE(offset, 10);
		directory.push(Buffer.from('PK\x01\x02\x14\0'), head, more, name);
		parts.push(local);
		offset += local.length;
	}
	const list = Buffer.concat(directory);
	const end = Buffer.alloc(18);
	end.writeUInt16LE(Object.keys(files).length, 4);
	end.writeUInt16LE(Object.keys(files).length, 6);
	end.writeUInt32LE(list.length, 8);
	end.writeUInt32LE(offset, 12);
	end.writeUInt16LE(comment.length, 16);
	return Buffer.concat([...parts, list, Buffer.from('PK\x05\x06'), end, Buffer.from(comment)]);
}
