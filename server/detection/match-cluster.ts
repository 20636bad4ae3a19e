/** Matches of one batch that are decided together: those of one profile and group. */
import type { StepMatch, WindowRule } from './detector';
import type { AlertProfile } from './profile';

/** New matches of a profile that has a window, of one of its groups. */
export interface MatchCluster {
	readonly profile: AlertProfile & { readonly rule: WindowRule };
	readonly group: string;
	readonly arrived: StepMatch[];
}

/** The cluster of a profile and group, which is made when it is not among `clusters`. */
export function clusterOf(
	clusters: Map<string, MatchCluster>,
	profile: MatchCluster['profile'],
	group: string,
): MatchCluster {
	const key = `${profile.id} ${group}`;
	let cluster = clusters.get(key);
	if (cluster === undefined) clusters.set(key, (cluster = { profile, group, arrived: [] }));
	return cluster;
}
