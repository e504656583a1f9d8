// A made-up format after the newest: batches say who sent them, and a table of notes. Shared with children, which run from dist/.
export const madeUp = ({ newest, steps }) => ({
  newest: newest + 1,
  steps: [
    ...steps,
    {
      to: newest + 1,
      rewrites: [],
      derivesOtherwise: false,
      async run(s) {
        await s.run('ALTER TABLE archive.log.batches ADD COLUMN sender VARCHAR');
        await s.run(`UPDATE archive.log.batches SET sender = 'unknown'`);
        await s.run('CREATE TABLE archive.log.notes (seq BIGINT, note VARCHAR)');
      },
    },
  ],
});
