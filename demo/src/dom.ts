/** Small help with the document. */

type Child = Node | string | null;
type Attributes = Readonly<Record<string, string | number | boolean | EventListener | undefined>>;

/** A new element. An attribute that is true stands without a value, one that is false or undefined not at all; functions listen. */
export function element<Name extends keyof HTMLElementTagNameMap>(name: Name, attributes: Attributes = {}, ...children: readonly Child[]): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(key, value);
    else if (value !== undefined && value !== false) made.setAttribute(key, value === true ? '' : String(value));
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** The element of the page with an id. @throws Error where it is missing or another kind */
export function byId<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${kind.name} #${id}`);
  return found;
}

/** A style property by the element's style object, which a strict policy allows. */
export function withStyle<Kind extends HTMLElement>(styled: Kind, properties: Readonly<Record<string, string>>): Kind {
  for (const [name, value] of Object.entries(properties)) styled.style.setProperty(name, value);
  return styled;
}

export const wantsLessMotion = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Says something to those who do not see the page. */
export function announce(text: string): void {
  byId('announcement', HTMLElement).textContent = text;
}
