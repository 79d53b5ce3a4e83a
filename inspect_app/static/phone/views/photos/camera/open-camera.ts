// Opens the camera behind the phone for this page; where there is none, the system's own takes its place.

let absent = false;

/** Returns the live picture; null where the browser has no camera to give, which is not asked again. */
export async function openCamera(): Promise<MediaStream | null> {
  if (absent || !navigator.mediaDevices?.getUserMedia) return null;
  try {
    return await navigator.mediaDevices.getUserMedia({
      video: { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1440 } },
      audio: false,
    });
  } catch (error) {
    // A camera that another app holds may be free the next time.
    absent = !(error instanceof DOMException && error.name === "NotReadableError");
    return null;
  }
}

export const closeCamera = (stream: MediaStream): void => stream.getTracks().forEach((track) => track.stop());

/** Makes a file of what a live picture shows now. */
export async function takeFrame(video: HTMLVideoElement): Promise<File> {
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d")!.drawImage(video, 0, 0);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.92));
  canvas.width = canvas.height = 0; // frees its memory at once
  if (!blob) throw new Error("no picture");
  return new File([blob], "camera.jpg", { type: "image/jpeg", lastModified: Date.now() });
}
