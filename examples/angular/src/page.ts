import { Component, type OnDestroy, type OnInit, signal } from '@angular/core';
import { createFaceAnalyzer, type FaceAnalyzer, type FaceAnalyzerError, type FaceAnalyzerResponse } from 'local-face-analyzer';

@Component({
  selector: 'app-root',
  template: `
    <input type="file" [disabled]="!analyzer()" (change)="analyze($event)" />
    <output>{{ status() }}</output>
    <pre>{{ response() }}</pre>
  `,
})
export class Page implements OnInit, OnDestroy {
  readonly analyzer = signal<FaceAnalyzer | null>(null);
  readonly status = signal('Starting …');
  readonly response = signal('');

  async ngOnInit(): Promise<void> {
    const worker = !new URLSearchParams(location.search).has('inline');
    try {
      this.analyzer.set(await createFaceAnalyzer({ exact: true, worker, assetBase: 'face-analyzer' }));
      this.status.set('Ready');
    } catch (error) {
      const { code, message } = error as FaceAnalyzerError;
      this.status.set(`${code}: ${message}`);
    }
  }

  async analyze({ target }: Event): Promise<void> {
    const [photograph] = (target as HTMLInputElement).files ?? [];
    const response: FaceAnalyzerResponse | undefined = photograph && (await this.analyzer()?.analyze(photograph));
    if (response === undefined) return;
    this.status.set(response.data ? `Faces: ${response.data.face_count}` : response.error_msg);
    this.response.set(JSON.stringify(response));
  }

  ngOnDestroy(): void {
    void this.analyzer()?.dispose();
  }
}
