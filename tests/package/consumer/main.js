import { createFaceAnalyzer } from 'local-face-analyzer';

globalThis.answer = async (options) => {
  const analyzer = await createFaceAnalyzer(options);
  const response = await analyzer.analyze('group.jpg');
  await analyzer.dispose();
  return JSON.stringify(response);
};
