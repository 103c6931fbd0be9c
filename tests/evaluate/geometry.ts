/** A place in a photograph, in pixels. */
export type Point = readonly [x: number, y: number];

export type Box = readonly [left: number, top: number, width: number, height: number];

export function distance([x, y]: Point, [otherX, otherY]: Point): number {
  return Math.hypot(x - otherX, y - otherY);
}

export function centroid(points: readonly Point[]): Point {
  const sum = points.reduce<Point>(([sumX, sumY], [x, y]) => [sumX + x, sumY + y], [0, 0]);
  return [sum[0] / points.length, sum[1] / points.length];
}

export function boxAround(points: readonly Point[]): Box {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return [left, top, Math.max(...xs) - left, Math.max(...ys) - top];
}

export function area([, , width, height]: Box): number {
  return width * height;
}

export function shorterSide([, , width, height]: Box): number {
  return Math.min(width, height);
}

/** The area that two boxes share, of the area that they cover together. */
export function overlap(one: Box, other: Box): number {
  const width = Math.min(one[0] + one[2], other[0] + other[2]) - Math.max(one[0], other[0]);
  const height = Math.min(one[1] + one[3], other[1] + other[3]) - Math.max(one[1], other[1]);
  const shared = Math.max(0, width) * Math.max(0, height);
  return shared === 0 ? 0 : shared / (area(one) + area(other) - shared);
}

/** Whether each of two boxes holds the other's centre. */
export function centred(one: Box, other: Box): boolean {
  return holdsCentreOf(one, other) && holdsCentreOf(other, one);
}

function holdsCentreOf([left, top, width, height]: Box, other: Box): boolean {
  const [x, y] = [other[0] + other[2] / 2, other[1] + other[3] / 2];
  return x >= left && x <= left + width && y >= top && y <= top + height;
}

/** The middle of a polyline by length. */
export function middleOf(line: readonly Point[]): Point {
  const segments = segmentsOf(line);
  let rest = segments.reduce((length, [from, to]) => length + distance(from, to), 0) / 2;
  for (const [from, to] of segments) {
    const length = distance(from, to);
    if (rest <= length && length > 0) return between(from, to, rest / length);
    rest -= length;
  }
  return line[0] ?? [NaN, NaN];
}

export function distanceToLine(point: Point, line: readonly Point[]): number {
  return Math.min(...segmentsOf(line).map(([from, to]) => distance(point, nearestOf(point, from, to))));
}

/** The point of a segment that is nearest to a point. */
function nearestOf(point: Point, from: Point, to: Point): Point {
  const [alongX, alongY] = [to[0] - from[0], to[1] - from[1]];
  const squared = alongX ** 2 + alongY ** 2;
  if (squared === 0) return from;
  const part = ((point[0] - from[0]) * alongX + (point[1] - from[1]) * alongY) / squared;
  return between(from, to, Math.min(1, Math.max(0, part)));
}

function between(from: Point, to: Point, part: number): Point {
  return [from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])];
}

function segmentsOf(line: readonly Point[]): (readonly [Point, Point])[] {
  return line.slice(1).map((to, index) => [line[index] ?? to, to]);
}
