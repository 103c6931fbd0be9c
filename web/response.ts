/** The response of the Face Analyzer Advanced API. A refused image is a response without `data`. */
export interface FaceAnalyzerResponse {
  readonly request_id: string;
  readonly log_id: string;
  /** 0, or the HTTP status of the refusal. */
  readonly error_code: number;
  readonly error_code_str: string;
  readonly error_msg: string;
  readonly error_detail: {
    readonly status_code: number;
    readonly code: string;
    readonly code_message: string;
    readonly message: string;
  };
  /** Of the upright picture, in pixels. */
  readonly image_width?: number;
  readonly image_height?: number;
  readonly data?: FaceAnalyzerData;
}

/** Flat lists over all faces, in descending probability; empty for an attribute that is switched off. */
export interface FaceAnalyzerData {
  readonly face_count: number;
  readonly face_rectangles: readonly number[];
  readonly face_probability_list: readonly number[];
  readonly pupils: readonly number[];
  readonly pose_list: readonly number[];
  readonly landmark_count: number;
  readonly landmarks: readonly number[];
  readonly dense_feature_length: number;
  readonly age_list: readonly number[];
  readonly gender_list: readonly number[];
  readonly expressions: readonly number[];
  readonly beauty_list: readonly number[];
  readonly hat_list: readonly number[];
  readonly glasses: readonly number[];
  readonly masks: readonly number[];
  readonly qualities: Readonly<Record<QualityName, readonly number[]>>;
}

export type QualityName =
  | 'score_list'
  | 'noise_list'
  | 'blur_list'
  | 'fnf_list'
  | 'glass_list'
  | 'mask_list'
  | 'illu_list'
  | 'pose_list';
