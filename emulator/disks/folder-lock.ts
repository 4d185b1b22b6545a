import fs from 'node:fs';
import path from 'node:path';
import { SlipwayError } from '../errors.ts';

/**
 * Takes `<folder>/.lock`, which names its holder as "pid startTime": the start time tells a holder that died from
 * another process that got its pid. Returns the function that gives the lock up. Error 'in-use'.
 */
export function lockFolder(folder: string): () => void {
  const lock = path.join(folder, '.lock');
  const self = `${process.pid} ${startTimeOf(process.pid) ?? ''}`;
  // Written whole under another name, then linked: nobody ever sees a lock without its holder in it.
  const claim = `${lock}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  fs.writeFileSync(claim, self);
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        fs.linkSync(claim, lock);
        return () => fs.rmSync(lock, { force: true });
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
        const holder = readIfThere(lock);
        if (holder !== undefined && (attempt === 3 || isAlive(holder))) {
          throw new SlipwayError('in-use', `${folder} is in use by process ${holder.split(' ', 1)[0]}`, { cause });
        }
        removeStale(lock, holder, claim);
      }
    }
  } finally {
    fs.rmSync(claim, { force: true });
  }
}

/** Moves the dead holder's lock aside first, so that of two processes that find it only one goes on with it. */
function removeStale(lock: string, holder: string | undefined, claim: string): void {
  const aside = `${claim}.stale`;
  try {
    fs.renameSync(lock, aside);
  } catch {
    return; // another process was faster
  }
  if (readIfThere(aside) !== holder) {
    // It had been replaced by a living one in between: give it back.
    try {
      fs.linkSync(aside, lock);
    } catch {
      /* a third one has it now */
    }
  }
  fs.rmSync(aside, { force: true });
}

function readIfThere(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function isAlive(holder: string): boolean {
  const [pidText = '', startTime = ''] = holder.split(' ');
  const pid = Number(pidText);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const now = startTimeOf(pid);
  return now === undefined || startTime === '' || now === startTime;
}

/** Field 22 of /proc/PID/stat (proc(5)); undefined where there is no /proc. */
function startTimeOf(pid: number): string | undefined {
  const stat = readIfThere(`/proc/${pid}/stat`);
  // The command in field 2 may hold blanks and brackets; what follows its last ')' is field 3 on.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}
