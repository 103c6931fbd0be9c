/** Photographs that are dropped on the page or pasted. */

/** @param target where they fell; null where they were pasted */
export type Take = (files: readonly File[], target: Element | null) => void;

export function takeFiles(take: Take): void {
  const root = document.documentElement;
  addEventListener('dragover', (event) => {
    event.preventDefault(); // else the browser would open the file
    root.classList.add('dragging');
  });
  addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) root.classList.remove('dragging');
  });
  addEventListener('drop', (event) => {
    event.preventDefault();
    root.classList.remove('dragging');
    takeAll(event.dataTransfer, event.target instanceof Element ? event.target : null, take);
  });
  addEventListener('paste', (event) => takeAll(event.clipboardData, null, take));
}

function takeAll(data: DataTransfer | null, target: Element | null, take: Take): void {
  const files = [...(data?.files ?? [])];
  if (files.length > 0) take(files, target);
}

/** Lets a button open the dialog of an input for files. */
export function chooseWith(button: HTMLButtonElement, input: HTMLInputElement, take: (files: readonly File[]) => void): void {
  button.addEventListener('click', () => input.click());
  input.addEventListener('change', () => {
    take([...(input.files ?? [])]);
    input.value = ''; // the same file may be chosen again
  });
}
