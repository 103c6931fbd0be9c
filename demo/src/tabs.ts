/** Tabs by the usual pattern: one of them can be reached, arrows go to the others. The address's hash names the one that is open. */

export class Tabs {
  /** Hears of the panel that is open now. */
  onOpen: (panel: string) => void = () => undefined;
  readonly #tabs = [...document.querySelectorAll<HTMLElement>('[role=tab]')].filter((tab) => getComputedStyle(tab).display !== 'none');

  constructor() {
    for (const tab of this.#tabs) {
      tab.addEventListener('click', () => this.#open(tab));
      tab.addEventListener('keydown', (event) => this.#walk(event, tab));
    }
    addEventListener('hashchange', () => this.#openNamed());
  }

  get open(): string {
    return this.#tabs.find((tab) => tab.ariaSelected === 'true')?.getAttribute('aria-controls') ?? '';
  }

  /** Opens the panel that the address names. */
  start(): void {
    this.#openNamed();
  }

  #openNamed(): void {
    const named = this.#tabs.find((tab) => `#${tab.getAttribute('aria-controls')}` === location.hash);
    if (named !== undefined) this.#open(named);
  }

  #open(chosen: HTMLElement): void {
    for (const tab of this.#tabs) {
      const isOpen = tab === chosen;
      tab.ariaSelected = String(isOpen);
      tab.tabIndex = isOpen ? 0 : -1;
      const panel = document.getElementById(tab.getAttribute('aria-controls') ?? '');
      if (panel !== null) panel.hidden = !isOpen;
    }
    history.replaceState(null, '', `#${this.open}`);
    this.onOpen(this.open);
  }

  #walk(event: KeyboardEvent, tab: HTMLElement): void {
    const last = this.#tabs.length - 1;
    const here = this.#tabs.indexOf(tab);
    const places: Record<string, number> = { ArrowRight: here === last ? 0 : here + 1, ArrowLeft: here === 0 ? last : here - 1, Home: 0, End: last };
    const next = this.#tabs[places[event.key] ?? -1];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
    this.#open(next);
  }
}
