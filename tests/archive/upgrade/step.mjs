// A made-up format 2: batches say who sent them, and a table of notes. Shared with the child, which runs from dist/.
export const formats = {
  newest: 2,
  steps: [
    {
      to: 2,
      rewrites: [],
      derivesOtherwise: false,
      async run(s) {
        await s.run('ALTER TABLE archive.log.batches ADD COLUMN sender VARCHAR');
        await s.run(`UPDATE archive.log.batches SET sender = 'unknown'`);
        await s.run('CREATE TABLE archive.log.notes (seq BIGINT, note VARCHAR)');
      },
    },
  ],
};
