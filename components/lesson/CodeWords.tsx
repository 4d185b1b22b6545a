import { Fragment } from 'react';
import { codePieces } from './code-pieces.ts';

/** Code in a line of its own or of the text, whose flags stay whole and whose paths go on after a slash. */
export function CodeWords({ code }: { code: string }) {
  return codePieces(code).map((pieces, word) => (
    <Fragment key={word}>
      {pieces.map(({ text, isWhole }, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {isWhole ? <span className="whitespace-nowrap">{text}</span> : text}
        </Fragment>
      ))}
    </Fragment>
  ));
}
