export default {
  mode: 'production',
  output: { path: `${import.meta.dirname}/site/static`, publicPath: '/static/' },
  performance: { hints: false },
};
