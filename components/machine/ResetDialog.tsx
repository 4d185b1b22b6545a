'use client';

import { ConfirmDialog } from '@/components/ui/ConfirmDialog.tsx';
import { getSandbox } from './sandbox.ts';

/** The question before everything is deleted. */
export function ResetDialog({ onClose }: { onClose(): void }) {
  return (
    <ConfirmDialog
      title="Reset the sandbox?"
      confirmLabel="Delete everything"
      onCancel={onClose}
      onConfirm={() => {
        onClose();
        void getSandbox().reset();
      }}
    >
      All images, containers, volumes and the files in <code>/workspace</code> are deleted from this browser. This
      cannot be undone.
    </ConfirmDialog>
  );
}
