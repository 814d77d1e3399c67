/** Paths of resources, and of the collections that they are in. */

/** `/rooms/{roomId}/beds` and `roomId` → `/rooms/{roomId}` */
export function resourcePath(path: string, parameter: string): string {
  return path.slice(0, path.indexOf(`{${parameter}}`) + parameter.length + 2);
}

/** `/rooms/{roomId}` → `/rooms` */
export function collectionOf(resourcePath: string): string {
  return resourcePath.slice(0, resourcePath.lastIndexOf('/'));
}
