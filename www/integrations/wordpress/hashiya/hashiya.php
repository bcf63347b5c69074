<?php
/**
 * Plugin Name:       Hashiya
 * Description:       Shows editors who is who, who said what and where it comes from while they write, and readers too where the newsroom wants that. Arabic and English.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * Author:            The authors of Hashiya
 * License:           MIT OR Apache-2.0
 * License URI:       https://opensource.org/license/mit
 * Text Domain:       hashiya
 * Domain Path:       /languages
 *
 * What is read is read in the browser: nothing is sent anywhere, and nothing is fetched from elsewhere.
 *
 * @package Hashiya
 */

namespace Hashiya;

defined( 'ABSPATH' ) || exit;

const VERSION = '0.1.0';
const FILE    = __FILE__;

require __DIR__ . '/classes/class-files.php';
require __DIR__ . '/classes/class-settings.php';
require __DIR__ . '/classes/class-corrections.php';
require __DIR__ . '/classes/class-editor.php';
require __DIR__ . '/classes/class-preview.php';
require __DIR__ . '/classes/class-article.php';

add_action(
	'init',
	static function () {
		load_plugin_textdomain( 'hashiya', false, dirname( plugin_basename( FILE ) ) . '/languages' );
	},
	5
);

Settings::register();
Corrections::register();
Editor::register();
Preview::register();
Article::register();
