import { createFaceAnalyzer } from 'local-face-analyzer';

const starting = createFaceAnalyzer();
starting.catch(() => {}); // each request says why

export async function POST(request) {
  try {
    const analyzer = await starting;
    return Response.json(await analyzer.analyze(await request.arrayBuffer()));
  } catch (error) {
    return Response.json({ code: error.code, message: error.message }, { status: 500 });
  }
}
