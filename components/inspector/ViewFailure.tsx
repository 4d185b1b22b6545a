'use client';

import { Component, type ReactNode } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { useInspectorWords } from './use-inspector-words.ts';
import { ViewMessage } from './ViewMessage.tsx';

/** A view whose code could not be loaded, or that failed, says so, and leaves the rest of the page alone. */
export class ViewFailure extends Component<{ children: ReactNode }, { message: string | undefined }> {
  override state: { message: string | undefined } = { message: undefined };

  static getDerivedStateFromError(error: unknown): { message: string } {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === undefined) return this.props.children;
    return <Failure message={message} />;
  }
}

function Failure({ message }: { message: string }) {
  const { inspector: words } = useInspectorWords();
  return (
    <ViewMessage title={words.failed}>
      <p role="alert">{message}</p>
      {/* Code that could not be loaded is not asked for again by React. */}
      <Button look="quiet" size="small" className="mt-3" onClick={() => location.reload()}>
        {words.reload}
      </Button>
    </ViewMessage>
  );
}
