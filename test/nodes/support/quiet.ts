/** Keeps n8n-core from logging the errors that tests provoke; must be imported before it. */
process.env.N8N_LOG_LEVEL = 'silent';
