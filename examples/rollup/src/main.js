import { createFaceAnalyzer } from 'local-face-analyzer';

const [input, output, pre] = document.querySelectorAll('input, output, pre');
const worker = !new URLSearchParams(location.search).has('inline');

async function start() {
  const analyzer = await createFaceAnalyzer({ exact: true, worker });
  input.addEventListener('change', async () => {
    const response = await analyzer.analyze(input.files[0]);
    output.textContent = response.data ? `Faces: ${response.data.face_count}` : response.error_msg;
    pre.textContent = JSON.stringify(response);
  });
  input.disabled = false;
  output.textContent = 'Ready';
}

start().catch((error) => (output.textContent = `${error.code}: ${error.message}`));
