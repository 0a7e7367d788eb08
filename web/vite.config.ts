import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

// The built files go into the binary (cmake/web_ui.cmake). Everything under assets/ carries a hash in its name.
export default defineConfig({
  plugins: [vue()],
  build: {
    target: 'es2020',
    assetsInlineLimit: 0, // no data: addresses: the content security policy has none
    modulePreload: { polyfill: false }, // the polyfill would be an inline script
    chunkSizeWarningLimit: 900, // echarts, loaded only where a chart is drawn
    rollupOptions: { output: { manualChunks: { vue: ['vue', 'vue-router'] } } },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8787' } },
})
