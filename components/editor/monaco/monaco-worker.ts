// Monaco's own worker: word completion, and what differs between two texts. A module of ours, so that it is bundled
// with the site and comes from its origin, as the policy of the pages wants it.
import 'monaco-editor/editor/editor.worker';
