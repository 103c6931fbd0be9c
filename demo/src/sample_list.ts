/** The sample photographs. Also read when the page is built, which makes them. */

export interface Sample {
  /** Also of its files: samples/NAME.jpg, and NAME-small.jpg for the strip. */
  readonly name: string;
  readonly label: string;
  /** The file in an npm package. */
  readonly source: string;
  /** The part of it, in its pixels; the whole where there is none. */
  readonly cut?: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
}

const photograph = (number: number): string => `@vladmandic/face-api/demo/sample${number}.jpg`;

/** Of Vladimir Mandic: his package's own demonstration, under its MIT licence. */
export const samples: readonly Sample[] = [
  { name: 'portrait', label: 'A portrait', source: photograph(3), cut: { left: 880, top: 60, width: 560, height: 700 } },
  { name: 'costume', label: 'A party at night, three faces', source: photograph(1) },
  { name: 'cafe', label: 'In a café, three faces', source: photograph(3) },
  { name: 'friends', label: 'Four friends in a row', source: photograph(4) },
  { name: 'stairs', label: 'On the stairs, five faces', source: photograph(5) },
  { name: 'window', label: 'At the window, four faces', source: photograph(6) },
];
