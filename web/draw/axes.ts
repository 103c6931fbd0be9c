import type { Place, Pose } from './faces.js';

export type Axis = 'right' | 'up' | 'forward';

const radians = Math.PI / 180;

/**
 * The head's unit vectors as the picture shows them, x to image-right and y down: towards image-right, up, and forward, where the nose points. A vector that
 * points at the viewer has no length. The head is turned by pitch, then by yaw, then in the picture's plane by roll.
 */
export function poseAxes({ yaw, pitch, roll }: Pose): Readonly<Record<Axis, Place>> {
  const [sinYaw, cosYaw] = [Math.sin(yaw * radians), Math.cos(yaw * radians)];
  const [sinPitch, cosPitch] = [Math.sin(pitch * radians), Math.cos(pitch * radians)];
  const [sinRoll, cosRoll] = [Math.sin(roll * radians), Math.cos(roll * radians)];
  const rolled = (x: number, y: number): Place => ({ x: x * cosRoll - y * sinRoll, y: x * sinRoll + y * cosRoll });
  return {
    right: rolled(cosYaw, 0),
    up: rolled(-sinPitch * sinYaw, -cosPitch),
    forward: rolled(cosPitch * sinYaw, -sinPitch),
  };
}
