// Written by `npm run types` from response.schema.json.

/** 0 to 100. */
export type Score = number;

/** The response of the Face Analyzer Advanced API: what was found in a photograph, or, without `data`, the refusal of one. */
export interface FaceAnalyzerResponse {
  /** The request's number; empty in an answer computed on the user's own machine. */
  readonly request_id: string;
  /** The number of the log's entry; empty in an answer computed on the user's own machine. */
  readonly log_id: string;
  /** 0, or the HTTP status of the refusal. */
  readonly error_code: number;
  /** The kind of refusal; mostly the detail's `code` again. */
  readonly error_code_str: string;
  /** All that is said of the refusal, in one line. */
  readonly error_msg: string;
  readonly error_detail: FaceAnalyzerErrorDetail;
  /** Width of the upright picture in pixels; the published example leaves it 0. */
  readonly image_width?: number;
  /** Height of the upright picture in pixels; the published example leaves it 0. */
  readonly image_height?: number;
  readonly data?: FaceAnalyzerData;
}

export interface FaceAnalyzerErrorDetail {
  /** The HTTP status: 200, or the refusal's `error_code`. */
  readonly status_code: number;
  /** The kind of refusal, such as ERROR_NO_FACE_IN_FILE. */
  readonly code: string;
  /** What the code means. */
  readonly code_message: string;
  /** What was wrong with this photograph, and what would be accepted. */
  readonly message: string;
}

/** Flat lists over all faces, the most probable first, of equally probable ones the largest; empty for what is switched off. Places are pixels of the upright picture. */
export interface FaceAnalyzerData {
  /** How many faces there are. On the user's own machine a photograph without one is refused. */
  readonly face_count: number;
  /** Left, top, width and height of each face's box, of a face that the picture's border cuts the part that is in the picture. */
  readonly face_rectangles: readonly number[];
  /** How sure it is that this is a face. */
  readonly face_probability_list: readonly number[];
  /** Centre x, y and radius of the pupil at image-left, then of the one at image-right, of each face. */
  readonly pupils: readonly number[];
  /** The head's yaw and pitch, -90 to 90 degrees, and its roll in the picture's plane, -180 to 180, of each face. */
  readonly pose_list: readonly number[];
  /** Landmarks a face: 24 of the eyebrows, 32 of the eyes, 6 of the nose, 34 of the mouth, 9 of the outline; 0 if switched off. */
  readonly landmark_count: number;
  /** x0, y0, x1, y1 and so on of each face. */
  readonly landmarks: readonly number[];
  /** Length of a face's recognition feature, which the response itself does not hold; 0 where it is switched off. */
  readonly dense_feature_length: number;
  /** Years. */
  readonly age_list: readonly number[];
  /** 0: female; 1: male. */
  readonly gender_list: readonly number[];
  /** 0: neutral; 1: smile. */
  readonly expressions: readonly number[];
  /** Attractiveness, the higher the more. */
  readonly beauty_list: readonly Score[];
  /** A hat; 0: none; 1: worn. */
  readonly hat_list: readonly number[];
  /** 0: none; 1: glasses; 2: sunglasses. */
  readonly glasses: readonly number[];
  /** A face mask; 0: none; 1: worn; 2: worn wrongly. */
  readonly masks: readonly number[];
  readonly qualities: FaceAnalyzerQualities;
}

/** How well each face suits recognition, the higher the better; 85 is the threshold advised. */
export interface FaceAnalyzerQualities {
  /** Overall, a score of its own. */
  readonly score_list: readonly Score[];
  /** Free of noise. */
  readonly noise_list: readonly Score[];
  /** Sharp. */
  readonly blur_list: readonly Score[];
  /** A face, and nothing that resembles one. */
  readonly fnf_list: readonly Score[];
  /** The upper half of the face uncovered. */
  readonly glass_list: readonly Score[];
  /** The lower half of the face uncovered. */
  readonly mask_list: readonly Score[];
  /** Well lit. */
  readonly illu_list: readonly Score[];
  /** Seen from the front. */
  readonly pose_list: readonly Score[];
}

export type QualityName = keyof FaceAnalyzerQualities;
