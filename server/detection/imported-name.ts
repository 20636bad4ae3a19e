/** The name of an imported profile when its rule's title is taken: titles of public rules are not unique. */
import type { ProfileDraft } from './profile';

/** The title with the start of the rule's id; the title alone for profiles that were not imported. */
export function nameWithId({ name, imported }: ProfileDraft): string {
	return imported === undefined ? name : `${name} (${imported.id.slice(0, 8)})`;
}
