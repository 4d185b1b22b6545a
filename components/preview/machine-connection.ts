import type { PreviewPlace } from '@/emulator/preview/adapt-fields.ts';

/** How a preview reaches the machine: in the page that has it, or in a tab that was opened from there. */
export interface MachineConnection {
  readonly isReady: boolean;
  /** Puts the other end of `channel` through to the machine's ports; throws SlipwayError without a machine. */
  connect(place: PreviewPlace, channel: MessagePort): void;
}
