/**
 * One seed for all property tests, so that the same code gets the same answer twice.
 * `PROPERTY_SEED=random npm test -- tests/schemas` looks further, and a failure names its seed.
 */
import fc from 'fast-check';

const asked = process.env.PROPERTY_SEED ?? '20240305';
if (asked !== 'random') fc.configureGlobal({ seed: Number(asked) });
