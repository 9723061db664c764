/** GENERATED ALWAYS AS IDENTITY. EntitySchema's type leaves `identity` out of its list; the driver knows it. */
export const identity = { generated: 'identity' as 'increment', generatedIdentity: 'ALWAYS' as const }
