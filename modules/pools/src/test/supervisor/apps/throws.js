throw new Error('the setting DATABASE is not there');
