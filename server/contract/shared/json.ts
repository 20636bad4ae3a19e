/** Any JSON value. */
import { z } from 'zod';

/** Any JSON value; `z.json()` would add a recursive schema to the OpenAPI document that says nothing more. */
export const jsonValue = z.unknown().meta({ description: 'Any JSON value' });
