// The service worker: registers listeners and returns early.
import { precacheAndRoute } from 'workbox-precaching';

precacheAndRoute(__PRECACHE__);
