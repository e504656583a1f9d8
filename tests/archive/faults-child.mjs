// A process to be killed: does one step on the archive of a folder, saying where it stands. Runs from dist/.
import { openArchive } from '../../dist/core/archive/archive.js';
import { acquireLock } from '../../dist/core/archive/lock.js';
import { commit, land, optionsIn } from './small-delivery.mjs';

const [folder, step, argument] = process.argv.slice(2);
const say = (line) => process.stdout.write(`${line}\n`);
const stay = () => setInterval(() => undefined, 1000);

const options = optionsIn(folder);
const forever = () => new Promise(() => undefined);

const steps = {
  async 'before-commit'(duck) {
    await commit(duck, argument, 1, async () => {
      say('before-commit');
      await forever();
    });
  },
  async 'after-commit'(duck) {
    duck.afterEachWrite = async () => {
      say('after-commit');
      await forever();
    };
    await commit(duck, argument, 1);
  },
  async checkpoint(duck) {
    for (let i = 0; i < 3; i++) {
      const { delivery } = await land(duck);
      await commit(duck, delivery, 20);
      say(`acknowledged ${delivery}`);
    }
    const checkpoint = duck.checkpoint();
    // Somewhere inside: a little later in every round.
    setTimeout(() => say(`checkpoint-${argument}`), Number(argument) - 1);
    await checkpoint;
  },
  async deliver(duck) {
    for (let i = 0; i < Number(argument); i++) {
      const { delivery } = await land(duck);
      await commit(duck, delivery, 20);
    }
    say('done');
    await forever();
  },
};

const refusal = (error) => say(`refused ${error.code} ${error.message}`);
stay();
if (step === 'second') {
  await acquireLock(folder).catch(refusal);
  await openArchive(options).catch(refusal);
  say('done');
} else if (step === 'lock') {
  await acquireLock(folder);
  say(`pid ${process.pid}`);
  say('locked');
} else {
  await steps[step](await openArchive(options));
}
