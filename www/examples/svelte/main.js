import { mount } from 'svelte';
import Story from './Story.svelte';
import { article } from './article.js';

mount(Story, { target: document.querySelector('main'), props: { article } });
