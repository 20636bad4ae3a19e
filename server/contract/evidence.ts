/** How sure we are of a fact of the vendor's API; every operation of the contract carries these marks. */

/**
 * - `documented`: read in a vendor page.
 * - `observed`: seen in a third-party client that works against the product.
 * - `inferred`: concluded from a documented neighbour (V1 to V2, or a sample).
 * - `assumed`: the vendor's pages are silent and this project decided; may be wrong.
 * - `extension`: not part of Log360 at all, only of this server.
 */
export type Evidence = 'documented' | 'observed' | 'inferred' | 'assumed' | 'extension';

/** The marks with the sentence that the generated documents print for each. */
export const EVIDENCE: Readonly<Record<Evidence, string>> = {
	documented: 'read in a vendor page',
	observed: 'seen in a third-party client of the product',
	inferred: 'concluded from a documented neighbour',
	assumed: 'decided here, because the vendor is silent',
	extension: 'offered by this server only, not by Log360',
};
