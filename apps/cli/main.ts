/** The command line's entry. A file that is going to be read finds its reader started while the rest of the program is loaded. */
import { expectReading } from '../../core/parsing/pool/expected.js';
import { isReadApart } from '../../core/parsing/small-text.js';
import { defaultParseLimits } from '../../schemas/parse-limits.js';

const [command, ...told] = process.argv.slice(2);
if (command === 'read' && told.some(isReadApart)) expectReading(defaultParseLimits.threadMemoryMb);
void import('./run.js');
