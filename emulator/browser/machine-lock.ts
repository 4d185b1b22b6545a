/**
 * One machine for one origin: its disks can be open once. The tab (its worker) that runs the machine holds a Web
 * Lock; another tab can ask it over a BroadcastChannel to hand over, which it does after a clean shutdown.
 */
const NAME = 'slipway-machine';
/** A live holder answers within milliseconds; a page being unloaded lets go within a second or two. */
const ANSWER_MS = 2_500;
/** Time for the holder to sync its disks before it is taken for hung and the lock is stolen. */
const HAND_OVER_MS = 8_000;

type Message = 'is-anybody-there' | 'here' | 'hand-over';

export interface LockOptions {
  /** Ask the holder for the machine instead of giving up when there is one. */
  readonly takeOver: boolean;
  /** Another tab wants the machine: stop it; the lock is released when this resolves. */
  onHandOver(): Promise<void>;
  /** The lock was taken without asking, because this worker did not answer in time. */
  onStolen(): void;
}

/** Resolves with the function that releases the machine, or undefined when another tab has it. */
export async function lockMachine(options: LockOptions, locks = navigator.locks): Promise<(() => void) | undefined> {
  const channel = new BroadcastChannel(NAME);
  const send = (message: Message) => channel.postMessage(message);
  const lock = await acquire(options.takeOver, channel, send, locks, options.onStolen);
  if (lock === undefined) {
    channel.close();
    return undefined;
  }
  const release = () => {
    channel.close();
    lock();
  };
  let leaving = false;
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data === 'is-anybody-there') send('here');
    if (data !== 'hand-over' || leaving) return;
    leaving = true;
    void options.onHandOver().finally(release);
  };
  return release;
}

async function acquire(
  takeOver: boolean,
  channel: BroadcastChannel,
  send: (message: Message) => void,
  locks: LockManager,
  onStolen: () => void,
): Promise<(() => void) | undefined> {
  const atOnce = await hold(locks, { ifAvailable: true }, onStolen);
  if (atOnce !== undefined) return atOnce;

  // Somebody has it, or a page that is just being left has not let go yet: wait in the queue for a moment.
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), takeOver ? HAND_OVER_MS : ANSWER_MS);
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data === 'here' && !takeOver) giveUp.abort();
  };
  send(takeOver ? 'hand-over' : 'is-anybody-there');
  const inTurn = await hold(locks, { signal: giveUp.signal }, onStolen);
  clearTimeout(timer);
  if (inTurn !== undefined || !takeOver) return inTurn;
  return hold(locks, { steal: true }, onStolen);
}

/** Holds the lock until the returned function is called; undefined when it could not be had. */
function hold(locks: LockManager, options: HoldOptions, onStolen: () => void): Promise<(() => void) | undefined> {
  return new Promise((resolve, reject) => {
    let held = false;
    let released = false;
    const request = locks.request(NAME, options, (lock) => {
      if (lock === null) return resolve(undefined);
      held = true;
      return new Promise<void>((end) => {
        resolve(() => {
          released = true;
          end();
        });
      });
    });
    request.catch((error: unknown) => {
      if (held && !released) onStolen();
      else if (error instanceof DOMException && error.name === 'AbortError') resolve(undefined);
      else reject(error);
    });
  });
}

type HoldOptions = { ifAvailable?: boolean; steal?: boolean; signal?: AbortSignal };
