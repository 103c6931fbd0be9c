import { createFaceAnalyzer, FaceAnalyzerError } from 'local-face-analyzer';
import { createProxy } from 'local-face-analyzer/proxy';

const output = document.querySelector('output') as HTMLOutputElement;

export async function analyze(photograph: File): Promise<void> {
  const analyzer = await createFaceAnalyzer();
  try {
    const { data, error_msg } = await analyzer.analyze(photograph);
    output.textContent = data ? `Faces: ${data.face_count}` : error_msg;
  } catch (error) {
    if (error instanceof FaceAnalyzerError) output.textContent = error.code;
  } finally {
    await analyzer.dispose();
  }
}

export const proxy: (request: Request) => Promise<Response> = createProxy({ apiKey: '' });
