/** Words of the interface in which what stands between backticks is code. */
export function WithCode({ text, className }: { text: string; className?: string }) {
  return text.split('`').map((part, index) =>
    index % 2 === 1 ? (
      <code key={index} className={className}>
        {part}
      </code>
    ) : (
      part
    ),
  );
}
