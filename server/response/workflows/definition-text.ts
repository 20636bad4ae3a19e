/** Definitions as stores hold them: as JSON, and encrypted when one has secrets. */

import type { SecretBox } from '../../platform';
import type { Definition } from './definition';
import { SECRET_PARAMETERS } from './secret-parameters';

/** What stands in the place of a definition that has secrets. */
interface Sealed {
	/** Base64. */
	readonly sealed: string;
}

/** Writes and reads definitions. */
export class DefinitionText {
	constructor(private readonly box: Pick<SecretBox, 'seal' | 'open'>) {}

	write(definition: Definition): string {
		const text = JSON.stringify(definition);
		if (!hasSecrets(definition)) return text;
		const sealed = Buffer.from(this.box.seal({ definition: text })).toString('base64');
		return JSON.stringify({ sealed } satisfies Sealed);
	}

	/** @throws Error when the data folder's key is another */
	read(text: string): Definition {
		const found = JSON.parse(text) as Definition | Sealed;
		if (!('sealed' in found)) return found;
		const { definition } = this.box.open(Buffer.from(found.sealed, 'base64'));
		return JSON.parse(definition ?? '') as Definition;
	}
}

function hasSecrets({ blocks }: Definition): boolean {
	return blocks.some(({ parameters }) =>
		SECRET_PARAMETERS.some((name) => Object.hasOwn(parameters, name)),
	);
}
