/** Events of a person who types, which bubble out of shadow trees. */
const events = ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'paste'];

/**
 * Keeps what a person types into the fields of an element from the page around it, which could take Enter for its own
 * form, a letter for a shortcut, or note the letters of a code. Escape, Tab and arrows are the page's as well.
 */
export function keepTyping(root: EventTarget & Node): void {
  for (const type of events) root.addEventListener(type, stop);
}

function stop(event: Event): void {
  const target = event.composedPath()[0] as Node;
  // Not of a field of the page in a slot.
  if (target.getRootNode() !== event.currentTarget) return;
  if (!(event instanceof KeyboardEvent) || isTyping(event)) event.stopPropagation();
}

/** Tells keys that type a character or Enter from others. With Control or Command a key is a shortcut. */
function isTyping(event: KeyboardEvent): boolean {
  const isShortcut = (event.ctrlKey || event.metaKey) && !event.getModifierState('AltGraph');
  return event.key === 'Enter' || (event.key.length === 1 && !isShortcut);
}
