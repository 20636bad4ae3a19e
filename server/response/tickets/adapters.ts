/** The adapter of each tool. */
import type { Tool } from './connection';
import type { ToolAdapter } from './tool';
import { jiraCloud, jiraDataCenter } from './tools/jira';
import { serviceDeskPlus } from './tools/servicedesk-plus';
import { serviceNow } from './tools/servicenow';
import { webhook } from './tools/webhook';
import { zendesk } from './tools/zendesk';

export const ADAPTERS: Readonly<Record<Tool, ToolAdapter>> = {
	webhook,
	jira_cloud: jiraCloud,
	jira_data_center: jiraDataCenter,
	servicenow: serviceNow,
	servicedesk_plus: serviceDeskPlus,
	zendesk,
};
