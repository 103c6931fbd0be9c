import { useEffect, useState } from 'react';
import { createFaceAnalyzer } from 'local-face-analyzer';

export function Page() {
  const [analyzer, setAnalyzer] = useState(null);
  const [status, setStatus] = useState('Starting …');
  const [response, setResponse] = useState(null);

  useEffect(() => {
    const end = new AbortController();
    const worker = !new URLSearchParams(location.search).has('inline');
    const starting = createFaceAnalyzer({ exact: true, worker, signal: end.signal });
    starting.then(
      (analyzer) => {
        setAnalyzer(analyzer);
        setStatus('Ready');
      },
      (error) => end.signal.aborted || setStatus(`${error.code}: ${error.message}`),
    );
    return () => {
      end.abort();
      starting.then((analyzer) => analyzer.dispose(), () => {});
    };
  }, []);

  async function analyze({ target }) {
    const response = await analyzer.analyze(target.files[0]);
    setStatus(response.data ? `Faces: ${response.data.face_count}` : response.error_msg);
    setResponse(response);
  }

  return (
    <main>
      <input type="file" disabled={!analyzer} onChange={analyze} />
      <output>{status}</output>
      <pre>{response && JSON.stringify(response)}</pre>
    </main>
  );
}
